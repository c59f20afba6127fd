using System.Globalization;

namespace Wanctl.Config.Reading;

/// <summary>The notation of keys in messages: <c>router.host</c>, <c>ping_hosts[2]</c> (items count from 0).</summary>
internal static class KeyPath
{
    public static string Join(string parent, string key)
    {
        string shown = Shown.Key(key);
        return parent.Length == 0 ? shown : $"{parent}.{shown}";
    }

    public static string Item(string list, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");

    public static string Parent(string path) => path.LastIndexOf('.') is var dot and >= 0 ? path[..dot] : "";

    public static string LastWord(string path) => path[(path.LastIndexOf('.') + 1)..];
}
