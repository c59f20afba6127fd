using Wanctl.Config.Checking;
using Wanctl.Config.Reading;
using Wanctl.Config.Schema;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Wanctl.Config.Documents;

/// <summary>
/// Plays the checked values, defaults included, to the deserializer as if they stood in a file. What is deserialized is
/// exactly what is listed as effective, and nothing in it can be of a wrong type.
/// </summary>
internal sealed class CheckedParser : IParser
{
    private readonly ValueTable _values;
    private readonly List<ParsingEvent> _events = [];
    private int _index = -1;

    public CheckedParser(ValueTable values)
    {
        _values = values;
        _events.Add(new StreamStart());
        _events.Add(new DocumentStart());
        Play(WanSchema.Root, "");
        _events.Add(new DocumentEnd(true));
        _events.Add(new StreamEnd());
    }

    public ParsingEvent? Current => _index >= 0 && _index < _events.Count ? _events[_index] : null;

    public bool MoveNext() => ++_index < _events.Count;

    private void Play(SchemaGroup group, string path)
    {
        _events.Add(new MappingStart());
        foreach (string name in group.Names)
        {
            string inner = KeyPath.Join(path, name);
            int before = _events.Count;
            _events.Add(new Scalar(name));
            int empty = _events.Count;
            if (group.Group(name) is { } nested) Play(nested, inner);
            else if (_values.Node(inner) is { } value) Play(value);

            // A key without a value, or a group of such keys, is left out: start and end of a mapping are two events.
            bool hollow = group.Group(name) is not null && _events.Count == empty + 2;
            if (hollow || _events.Count == empty) _events.RemoveRange(before, _events.Count - before);
        }
        _events.Add(new MappingEnd());
    }

    private void Play(Node value)
    {
        if (value is ScalarNode scalar)
        {
            ScalarStyle style = scalar.Quoted ? ScalarStyle.DoubleQuoted : ScalarStyle.Plain;
            _events.Add(new Scalar(AnchorName.Empty, TagName.Empty, scalar.Text, style, !scalar.Quoted, scalar.Quoted));
        }
        else if (value is ListNode list)
        {
            _events.Add(new SequenceStart(AnchorName.Empty, TagName.Empty, true, SequenceStyle.Flow));
            foreach (Node item in list.Items) Play(item);
            _events.Add(new SequenceEnd());
        }
    }
}
