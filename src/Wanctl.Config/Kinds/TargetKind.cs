using Wanctl.Config.Reading;

namespace Wanctl.Config.Kinds;

/// <summary>An address with a TCP port, written as the pair <c>[address, port]</c>.</summary>
internal sealed class TargetKind : ValueKind
{
    private readonly AddressKind _address = new();
    private readonly IntegerKind _port = new(1, 65535);

    public override string Wanted => "a pair [address, port]";

    public override Node? Read(Node node, string path, ReadContext context)
    {
        if (node is not ListNode { Items: [var address, var port] })
        {
            context.Findings.Problem(node.At, path, node.Noun, Wanted);
            return null;
        }

        Node? host = _address.Read(address, KeyPath.Item(path, 0), context);
        Node? number = _port.Read(port, KeyPath.Item(path, 1), context);
        return host is null || number is null ? null : new ListNode([host, number], node.At);
    }
}
