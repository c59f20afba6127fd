using Wanctl.Wire;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Tests.Wire.RouterOs;

/// <summary>Gives bytes to a reader in pieces and writes down what it says.</summary>
internal sealed class Feeder(int capacity = 16384)
{
    /// <summary>The reader that is fed.</summary>
    public SentenceReader Reader { get; } = new(capacity);

    /// <summary>One line a sentence: words joined by a bar.</summary>
    public List<string> Sentences { get; } = [];

    /// <summary>What the reader said last.</summary>
    public Decoded Last { get; private set; } = Decoded.Partial;

    /// <summary>
    /// Feeds all of it in reads of at most so many bytes, and reads each time until there is no more.
    /// </summary>
    public Feeder Feed(ReadOnlySpan<byte> bytes, int readSize = int.MaxValue)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> free = Reader.Free;
            int size = Math.Min(readSize, Math.Min(bytes.Length, free.Length));
            bytes[..size].CopyTo(free);
            Reader.Commit(size);
            bytes = bytes[size..];
            Drain();
            if (Last == Decoded.Malformed) return this;
        }

        return this;
    }

    private void Drain()
    {
        while ((Last = Reader.TryRead(out Sentence sentence)) == Decoded.Whole)
        {
            var words = new List<string>();
            for (int i = 0; i < sentence.Count; i++) words.Add(RouterOsVector.Text(sentence[i]));
            Sentences.Add(string.Join('|', words));
        }
    }
}
