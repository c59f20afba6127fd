using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Wanctl.Lab.Scenarios;

namespace Wanctl.Lab.Flood;

/// <summary>
/// Greedy TCP flows. <c>flood serve PORT FILE</c> is the far end; <c>flood down|up HOST PORT SECONDS FLOWS FILE</c>
/// asks it for flows. What a receiving end has received is written to FILE: seconds and bytes so far, every 100 ms.
/// </summary>
internal static class FloodVerb
{
    private const int ReportMillis = 100;
    private const int BufferBytes = 64 * 1024;

    /// <summary>Runs it.</summary>
    public static int Run(Words words)
    {
        var grid = new Grid(words.Number("zero", 0));
        string what = words.Need(0, "serve, down or up");
        if (what == "serve")
            return Serve(Port(words.Need(1, "a port")), words.Need(2, "a file"), grid);
        if (what is not ("down" or "up"))
            throw new LabException($"found '{what}', wanted serve, down or up");
        IPAddress host = IPAddress.Parse(words.Need(1, "an address"));
        var there = new IPEndPoint(host, Port(words.Need(2, "a port")));
        double seconds = Words.ToNumber("seconds", words.Need(3, "a time in seconds"));
        int flows = (int)Words.ToNumber("flows", words.Need(4, "a number of flows"));
        long pace = (long)(1e6 * words.Number("pace-mbps", 0));
        string[] classes = (words.Text("dscp") ?? "0").Split(',');
        string control = words.Text("cc") ?? CongestionControls.Known[0];
        var counter = new ByteCounter();
        for (int i = 0; i < flows; i++)
        {
            byte dscp = byte.Parse(classes[i % classes.Length], CultureInfo.InvariantCulture);
            var request = new FloodRequest(
                what == "down", (byte)(dscp << 2), (byte)CongestionControls.Known.IndexOf(control), pace);
            Start(() => Ask(there, request, counter));
        }
        using StreamWriter? file = what == "down" ? Begin(words.Need(5, "a file")) : null;
        double end = grid.Millis + seconds * 1000;
        while (grid.Millis < end)
        {
            Thread.Sleep(ReportMillis);
            file?.WriteLine(Line(grid, counter));
            file?.Flush();
        }
        return 0;
    }

    private static int Serve(int port, string path, Grid grid)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Any, port));
        listener.Listen();
        var counter = new ByteCounter();
        using StreamWriter file = Begin(path);
        Start(() =>
        {
            while (true)
            {
                Socket client = listener.Accept();
                Start(() => Answer(client, counter));
            }
        });
        while (true)
        {
            Thread.Sleep(ReportMillis);
            file.WriteLine(Line(grid, counter));
            file.Flush();
        }
    }

    private static StreamWriter Begin(string path)
    {
        var file = new StreamWriter(path);
        file.WriteLine("seconds,bytes");
        return file;
    }

    private static void Ask(IPEndPoint there, FloodRequest request, ByteCounter counter)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        request.Apply(socket);
        socket.Connect(there);
        request.Send(socket);
        Carry(socket, sending: !request.Down, counter);
    }

    private static void Answer(Socket socket, ByteCounter counter)
    {
        using (socket)
        {
            if (FloodRequest.Receive(socket) is not { } request)
                return;
            request.Apply(socket);
            Carry(socket, sending: request.Down, counter);
        }
    }

    private static void Carry(Socket socket, bool sending, ByteCounter counter)
    {
        byte[] buffer = new byte[BufferBytes];
        try
        {
            while (true)
            {
                int count = sending ? socket.Send(buffer) : socket.Receive(buffer);
                if (count == 0)
                    return;
                if (!sending)
                    counter.Add(count);
            }
        }
        catch (SocketException)
        {
            // The other end has been told to stop.
        }
    }

    private static string Line(Grid grid, ByteCounter counter) =>
        string.Create(CultureInfo.InvariantCulture, $"{grid.Millis / 1000:F3},{counter.Total}");

    private static int Port(string text) => (int)Words.ToNumber("port", text);

    private static void Start(ThreadStart work) => new Thread(work, 256 * 1024) { IsBackground = true }.Start();
}
