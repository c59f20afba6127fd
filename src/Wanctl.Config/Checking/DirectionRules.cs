using System.Globalization;
using Wanctl.Core.Settings;

namespace Wanctl.Config.Checking;

/// <summary>Floors of one direction: one for all zones or one for each, and in order.</summary>
internal sealed class DirectionRules(ValueTable values, string direction)
{
    private const string Either =
        "floor_green_mbps, floor_yellow_mbps and floor_red_mbps, or floor_mbps alone (required)";

    private readonly string _single = $"{direction}.floor_mbps";
    private readonly string _green = $"{direction}.floor_green_mbps";
    private readonly string _yellow = $"{direction}.floor_yellow_mbps";
    private readonly string _softRed = $"{direction}.floor_soft_red_mbps";
    private readonly string _red = $"{direction}.floor_red_mbps";
    private readonly string _base = $"{direction}.base_mbps";
    private readonly string _ceiling = $"{direction}.ceiling_mbps";

    /// <summary>The key that gave the floor which is never undercut, and its line.</summary>
    public static KeyPlace FloorKey(ValueTable values, string direction)
    {
        string key = values.Has($"{direction}.floor_green_mbps") ? "floor_red_mbps" : "floor_mbps";
        string? source = values.SourceOf($"{direction}.{key}");
        return new KeyPlace(source?.LastIndexOf(':') is { } colon and >= 0 && int.TryParse(
            source.AsSpan(colon + 1), CultureInfo.InvariantCulture, out int line)
            ? string.Create(CultureInfo.InvariantCulture, $"{key} in line {line}")
            : key);
    }

    public void Apply()
    {
        if (values.Has(_green)) ApplyZones();
        else if (values.Has(_single)) ApplySingle();
        else if (values.Misses(_green)) Miss(_green, Either);
        // Where the floor and the ceiling are out of order themselves, that is what is said.
        if (values.Number(_red) is { } floor && values.Number(_ceiling) is { } ceiling && floor <= ceiling)
            Order.Check(values, strict: false, [values.Has(_green) ? _red : _single, _base, _ceiling]);
    }

    private void ApplyZones()
    {
        if (values.Has(_single)) Ignore(_single, "floor_green_mbps is given");
        foreach (string floor in (ReadOnlySpan<string>)[_yellow, _red])
        {
            if (values.Misses(floor)) Miss(floor, "a number, since floor_green_mbps is given");
        }

        // The upload has no such zone, so for it the key never has a value of its own.
        bool hasSoftRed = values.Node(_softRed) is not null;
        if (!hasSoftRed) Copy(_yellow, _softRed);
        Order.Check(values, strict: false,
            hasSoftRed ? [_red, _softRed, _yellow, _green, _ceiling] : [_red, _yellow, _green, _ceiling]);
    }

    private void ApplySingle()
    {
        foreach (string floor in (ReadOnlySpan<string>)[_yellow, _softRed, _red])
        {
            if (values.Node(floor) is not null) Ignore(floor, "without floor_green_mbps one floor holds for all");
            Copy(_single, floor);
        }
        Copy(_single, _green);
        Order.Check(values, strict: false, [_single, _ceiling]);
    }

    private void Copy(string from, string to)
    {
        if (values.Node(from) is { } value) values.Put(to, value, $"default (as {from[(direction.Length + 1)..]})");
    }

    private void Miss(string floor, string wanted) =>
        values.Refuse(floor, "nothing", wanted);

    private void Ignore(string floor, string reason) =>
        values.Warn(floor, $"not used: {reason}");
}
