using Wanctl.Fuzz.Engine;
using Wanctl.Wire;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Fuzz.Targets;

/// <summary>The stream of the RouterOS API: however it is cut, the same sentences come out.</summary>
internal sealed class SentenceTarget : FuzzTarget
{
    public override string Name => "sentences";

    public override long AllocatedMax => 8 << 20;

    public override IReadOnlyList<string> Words =>
        ["\0", "\x05!done", "\x03!re", "\x05!trap", "\x06!fatal", "\x0D.tag=q1", "\xF0\xFF\xFF\xFF\xFF", "\xE0\x10\0\0",
        "\xC0\x10\0", "\x80\x05", "=name=", "!empty"];

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Tests.Wire.Dialogue.RouterPeer.Bytes("!re|.tag=q101|=.id=*1|=name=wan|=max-limit=940000000");
        yield return Tests.Wire.Dialogue.RouterPeer.Bytes("!done|=ret=" + new string('x', 5000));
        yield return [.. Tests.Wire.Dialogue.RouterPeer.Bytes("!trap|=category=2|=message=interrupted"), 0, 0, 0];
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        int whole = Read(input, int.MaxValue);
        Must(Read(input, 1) == whole, "byte by byte it reads otherwise than whole");
        Must(Read(input, 7) == whole, "seven bytes at a time it reads otherwise than whole");
        return whole;
    }

    private static int Read(ReadOnlySpan<byte> bytes, int readSize)
    {
        var reader = new SentenceReader(2048);
        var sum = new HashCode();
        Decoded found = Decoded.Partial;
        while (!bytes.IsEmpty && found != Decoded.Malformed)
        {
            Span<byte> free = reader.Free;
            Must(!free.IsEmpty, "there is no room to receive into");
            int size = Math.Min(readSize, Math.Min(bytes.Length, free.Length));
            bytes[..size].CopyTo(free);
            reader.Commit(size);
            bytes = bytes[size..];
            while ((found = reader.TryRead(out Sentence sentence)) == Decoded.Whole)
            {
                sum.Add(sentence.Count);
                for (int i = 0; i < sentence.Count; i++)
                    sum.AddBytes(sentence[i]);
            }
        }
        sum.Add(found);
        return sum.ToHashCode();
    }
}
