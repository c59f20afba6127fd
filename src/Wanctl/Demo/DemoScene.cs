using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Screen;
using Wanctl.Simulation.Line;

namespace Wanctl.Demo;

/// <summary>Says in words what the simulated line is doing.</summary>
internal static class DemoScene
{
    /// <summary>The scene of a line.</summary>
    public static Scene Of(in LineView line)
    {
        var parts = new List<string>();
        Count(parts, line.Downloads, "download");
        Count(parts, line.Uploads, "upload");
        Count(parts, line.Calls, "video call");
        if (line.Blip)
            parts.Add("a blip");
        string traffic = parts.Count == 0 ? "nobody there" : string.Join(", ", parts);
        string capacity = $"{Words.Mbps(line.Down.Capacity)}/{Words.Mbps(line.Up.Capacity)}";
        return new Scene($"{line.Title}: carries {capacity} Mbit/s; {traffic}", line.Down.Capacity, line.Up.Capacity);
    }

    private static void Count(List<string> parts, int count, string name)
    {
        if (count > 0)
            parts.Add(Amount.Of(count, name));
    }
}
