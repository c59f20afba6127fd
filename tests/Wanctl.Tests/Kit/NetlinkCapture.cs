using System.IO;

namespace Wanctl.Tests.Kit;

/// <summary>
/// What kernels have said over rtnetlink: the files that <c>Vectors/capture-netlink.py</c> writes, each a list of named
/// captures, each capture a list of datagrams.
/// </summary>
internal sealed class NetlinkCapture
{
    private readonly Dictionary<string, List<byte[]>> _captures = new(StringComparer.Ordinal);

    private NetlinkCapture(string kernel)
    {
        Kernel = kernel;
        string name = "";
        foreach (string line in File.ReadLines(Vectors.PathOf($"netlink-{kernel}.txt")))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
                _captures.Add(name = line[3..], []);
            else if (line.StartsWith('#') || line.Length == 0)
                continue;
            else
                _captures[name].Add(Convert.FromHexString(line));
        }
    }

    /// <summary>The kernels that were listened to.</summary>
    public static TheoryData<string> Kernels => ["6.1.176", "6.12.117"];

    /// <summary>The kernel's release.</summary>
    public string Kernel { get; }

    /// <summary>The names of all captures.</summary>
    public IEnumerable<string> Names => _captures.Keys;

    /// <summary>The captures of one kernel.</summary>
    public static NetlinkCapture Of(string kernel) => new(kernel);

    /// <summary>The datagrams of a capture.</summary>
    public IReadOnlyList<byte[]> Datagrams(string name) => _captures[name];

    /// <summary>The only datagram of a capture.</summary>
    public byte[] Datagram(string name) => Assert.Single(_captures[name]);
}
