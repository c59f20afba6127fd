using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Wanctl.Host.Reflect;
using Wanctl.Verbs;
using Wanctl.Wire.Stamp;

namespace Wanctl.Reflect;

/// <summary>The command line of <c>wanctl reflect</c>.</summary>
internal sealed record ReflectOptions
{
    public const string Usage = "wanctl reflect [ADDRESS:PORT] [--rate N] [--total N] [--key-file FILE]";

    /// <summary>Where to listen.</summary>
    public IPEndPoint Address { get; init; } = new(IPAddress.IPv6Any, StampPacket.Port);

    /// <summary>Answers a second for one source.</summary>
    public int PerSource { get; init; } = ReflectorSettings.PerSourceDefault;

    /// <summary>Answers a second in all.</summary>
    public int InAll { get; init; } = ReflectorSettings.InAllDefault;

    /// <summary>The file that holds the key; null where the environment may have it.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Reads a command line; false with what is wrong with it.</summary>
    public static bool TryParse(string[] args, out ReflectOptions options, out string problem)
    {
        options = new ReflectOptions();
        problem = "";
        bool addressed = false;
        for (int i = 0; i < args.Length && problem.Length == 0; i++)
        {
            string word = args[i];
            bool takesValue = word is "--rate" or "--total" or "--key-file";
            if (takesValue && i + 1 == args.Length)
                problem = $"{word} without a value";
            else if (word == "--key-file")
                options = options with { KeyFile = args[++i] };
            else if (word == "--rate")
                options = options with { PerSource = Rate(word, args[++i], ref problem) };
            else if (word == "--total")
                options = options with { InAll = Rate(word, args[++i], ref problem) };
            else if (word.StartsWith('-'))
                problem = CommandWords.NoOption("reflect", word);
            else if (addressed)
                problem = $"found a second address '{word}', wanted one; [::] is all of this machine's";
            else
                (options, addressed) = (options with { Address = EndPoint(word, ref problem) }, true);
        }
        return problem.Length == 0;
    }

    private static int Rate(string option, string text, ref string problem)
    {
        bool number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rate);
        if (number && rate is >= 1 and <= ReflectorSettings.RateMax)
            return rate;
        problem = $"{option}: found '{text}', wanted answers a second, 1 to {ReflectorSettings.RateMax}";
        return 1;
    }

    /// <summary>An address with or without a port, or a port alone.</summary>
    private static IPEndPoint EndPoint(string text, ref string problem)
    {
        string port = text.StartsWith(':') && !text.StartsWith("::", StringComparison.Ordinal) ? text[1..] : text;
        if (ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort alone))
            return new IPEndPoint(IPAddress.IPv6Any, alone);
        if (IPEndPoint.TryParse(text, out IPEndPoint? found) && IsWhole(found, text))
        {
            bool given = found.AddressFamily == AddressFamily.InterNetwork
                ? text.Contains(':')
                : text.Contains("]:", StringComparison.Ordinal);
            return given ? found : new IPEndPoint(found.Address, StampPacket.Port);
        }
        problem = $"found '{text}', wanted an address of this machine and a port, as [::]:862 (all addresses), "
            + "192.0.2.7:8620 or [2001:db8::7]:8620; names are not looked up";
        return new IPEndPoint(IPAddress.IPv6Any, StampPacket.Port);
    }

    /// <summary>Not one of the forms of IPv4 with parts left out, which are typing mistakes here.</summary>
    private static bool IsWhole(IPEndPoint found, string text) =>
        found.AddressFamily != AddressFamily.InterNetwork || text.AsSpan().Count('.') == 3;
}
