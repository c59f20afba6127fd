using System.IO;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Lines as they were recorded: capacity over time, counted over 50 ms. Four flows run each way; a direction that was
/// not recorded carries 15 Mbit/s.
/// </summary>
public static class RecordedLines
{
    /// <summary>The recording that may be passed on, a resource; tests/Lab/traces names its source.</summary>
    private const string Resource = "Wanctl.Simulation.Tunnel.starlink.csv";

    /// <summary>The load begins at 5 s; its first two seconds belong to the flows' slow start.</summary>
    private const double From = 7;

    private const double ToTheEnd = double.PositiveInfinity;

    /// <summary>The lines whose recordings have to be got elsewhere.</summary>
    public static IReadOnlyList<RecordedLine> Elsewhere { get; } =
    [
        new()
        {
            Name = "lte-home",
            Summary = "4 flows each way on a recorded LTE line at home, 267 s; the upload is constant",
            Down = "lte-home.csv",
            Figures = Used(0.88, 0.9, 22),
        },
        new()
        {
            Name = "lte-home-up",
            Summary = "the same with the uplink of a recorded LTE line",
            Down = "lte-home.csv",
            Up = "lte-up.csv",
            Figures = Used(0.82, 0.8, 40),
        },
        new()
        {
            Name = "lte-driving",
            Summary = "4 flows each way on an LTE line recorded in a moving car, 475 s; the upload is constant",
            Down = "lte-driving.csv",
            Figures =
            [
                new("p95 excess / cake-autorate's", FigureKind.ExcessP95OfPeer, false, From, ToTheEnd, 0.5, true),
                new("goodput / cake-autorate's", FigureKind.GoodputOfPeer, false, From, ToTheEnd, 1, false),
                new("download stuck at its floor (s)", FigureKind.Stuck, false, From, ToTheEnd, 10, true),
            ],
        },
    ];

    /// <summary>The line whose recording is part of this program.</summary>
    internal static Scenario Starlink()
    {
        var line = new RecordedLine
        {
            Name = "starlink",
            Summary = "4 flows each way on a recorded Starlink line, 120 s; the upload is constant",
            Down = Resource,
            Figures = Used(0.94, 0.8, 8),
        };
        return line.Of(static name => new StreamReader(
            typeof(RecordedLines).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource {name} is missing")));
    }

    private static FigureSpec[] Used(double down, double up, double p95) =>
    [
        new("download utilisation", FigureKind.Utilisation, false, From, ToTheEnd, down, false),
        new("upload utilisation", FigureKind.Utilisation, true, From, ToTheEnd, up, false),
        new("p95 excess (ms)", FigureKind.ExcessP95, false, From, ToTheEnd, p95, true),
    ];
}
