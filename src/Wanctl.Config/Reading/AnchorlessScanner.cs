using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Wanctl.Config.Reading;

/// <summary>
/// Keeps anchors (<c>&amp;name</c>) from the parser and remembers what they name. YamlDotNet 18.1's parser looks at the
/// token behind an anchored value twice and so takes <c>{a: &amp;x 1, b: 2}</c> for broken.
/// </summary>
internal sealed class AnchorlessScanner(IScanner inner) : IScanner
{
    private readonly Dictionary<long, AnchorName> _anchors = [];
    private Anchor? _open;

    public Mark CurrentPosition => inner.CurrentPosition;

    public Token? Current => inner.Current;

    /// <summary>The anchor of the value that begins at a place; empty where it has none.</summary>
    public AnchorName TakeAnchor(Mark start) => _anchors.Remove(start.Index, out AnchorName name) ? name : default;

    public bool MoveNext()
    {
        if (Current is not null) ConsumeCurrent();
        return MoveNextWithoutConsuming();
    }

    public bool MoveNextWithoutConsuming()
    {
        while (inner.MoveNextWithoutConsuming())
        {
            if (inner.Current is not Anchor anchor)
            {
                Close(inner.Current!);
                return true;
            }
            if (_open is not null)
                throw new SemanticErrorException(anchor.Start, anchor.End, "found two anchors of one value");
            _open = anchor;
            inner.ConsumeCurrent();
        }
        return false;
    }

    public void ConsumeCurrent() => inner.ConsumeCurrent();

    private void Close(Token next)
    {
        if (_open is not { } anchor) return;
        if (next is AnchorAlias)
            throw new SemanticErrorException(anchor.Start, anchor.End, "found an anchor of an alias");
        _anchors[next.Start.Index] = anchor.Value;
        _open = null;
    }
}
