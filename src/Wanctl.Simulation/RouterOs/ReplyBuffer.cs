using System.Text;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Simulation.RouterOs;

/// <summary>Sentences on their way to a client, with the tag of each, so that they can be mixed.</summary>
internal sealed class ReplyBuffer
{
    private readonly List<(int End, string Tag)> _sentences = [];
    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _start;

    /// <summary>True where nothing waits.</summary>
    public bool IsEmpty => _sentences.Count == 0;

    /// <summary>Adds a word to the sentence in work.</summary>
    public void Word(string word)
    {
        Span<byte> prefix = stackalloc byte[WordPrefix.MaxSize];
        int size = WordPrefix.Write(prefix, (uint)word.Length);
        Ensure(size + word.Length);
        prefix[..size].CopyTo(_bytes.AsSpan(_length));
        _length += size;
        _length += Encoding.Latin1.GetBytes(word, _bytes.AsSpan(_length));
    }

    /// <summary>Adds an attribute.</summary>
    public void Attribute(string key, string value) => Word($"={key}={value}");

    /// <summary>Adds the tag, if there is one, and ends the sentence.</summary>
    public void End(string tag)
    {
        if (tag.Length > 0) Word(".tag=" + tag);
        Ensure(1);
        _bytes[_length++] = 0;
        _sentences.Add((_length, tag));
    }

    /// <summary>Adds a whole sentence of one word.</summary>
    public void Sentence(string word, string tag)
    {
        Word(word);
        End(tag);
    }

    /// <summary>Takes everything out, mixed if wanted: in turns, the tag that came last first.</summary>
    public byte[] Take(bool mixed)
    {
        byte[] taken = mixed ? Mix() : _bytes.AsSpan(0, _length).ToArray();
        _sentences.Clear();
        _length = _start = 0;
        return taken;
    }

    private byte[] Mix()
    {
        var tags = new List<string>();
        var perTag = new Dictionary<string, Queue<Range>>();
        foreach ((int end, string tag) in _sentences)
        {
            if (!perTag.TryGetValue(tag, out Queue<Range>? queue))
            {
                perTag[tag] = queue = [];
                tags.Insert(0, tag);
            }

            queue.Enqueue(_start..end);
            _start = end;
        }

        byte[] mixed = new byte[_length];
        int length = 0;
        while (length < mixed.Length)
        {
            foreach (string tag in tags)
            {
                if (!perTag[tag].TryDequeue(out Range sentence)) continue;
                _bytes.AsSpan(sentence).CopyTo(mixed.AsSpan(length));
                length += sentence.End.Value - sentence.Start.Value;
            }
        }

        return mixed;
    }

    private void Ensure(int more)
    {
        if (_length + more > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
