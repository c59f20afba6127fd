using System.Linq;
using System.Net;
using System.Text;

namespace Wanctl.Host.Serve;

/// <summary>
/// The names by which a browser may call this server. A page of a foreign site can have its own name point to this
/// machine after it was loaded (DNS rebinding) and then read what is served here as if it were its own; it cannot make
/// the browser send another name than that. So only names are taken that no stranger can own: addresses, localhost, and
/// this machine's.
/// </summary>
public sealed class HostNames
{
    private readonly string[] _names;

    /// <summary>Takes this machine's own name, with <c>.local</c> as mDNS has it too, and further ones.</summary>
    /// <param name="machine">The name of this machine.</param>
    /// <param name="further">Names that the operator has given to it; a final dot does not count.</param>
    public HostNames(string machine, params IEnumerable<string> further) =>
        _names = ["localhost", machine, machine + ".local", .. further.Select(name => name.TrimEnd('.'))];

    /// <summary>Whether the value of a Host header is one of them, whatever its port; nothing is.</summary>
    public bool Allow(ReadOnlySpan<byte> host)
    {
        if (host.IsEmpty)
            return true;
        // A DNS name has at most 253 signs, a port five.
        if (host.Length > 260 || !Ascii.IsValid(host))
            return false;
        string text = Encoding.ASCII.GetString(host);
        int colon = text.LastIndexOf(':');
        string name = (colon > text.LastIndexOf(']') ? text[..colon] : text).TrimEnd('.');
        if (name.StartsWith('[') && name.EndsWith(']'))
            return IPAddress.TryParse(name, out _);
        return IPAddress.TryParse(name, out _)
            || Array.Exists(_names, own => own.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
