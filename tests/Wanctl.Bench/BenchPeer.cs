using Wanctl.Wire;
using Wanctl.Wire.RouterOs;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Bench;

/// <summary>
/// The smallest router that can keep a conversation going: two queues, everything succeeds, nothing is allocated.
/// </summary>
internal sealed class BenchPeer
{
    private readonly SentenceReader _reader = new();
    private readonly byte[] _answer = new byte[4096];

    public void Answer(ReadOnlySpan<byte> request, RouterDialogue dialogue)
    {
        request.CopyTo(_reader.Free);
        _reader.Commit(request.Length);
        var writer = new SentenceWriter(_answer);
        while (_reader.TryRead(out Sentence sentence) == Decoded.Whole)
        {
            if (sentence.Command.EndsWith("/print"u8) && sentence.Command.StartsWith("/queue"u8))
            {
                Row(ref writer, "*1"u8, "WAN-Download-Spectrum"u8, sentence.Tag);
                Row(ref writer, "*2"u8, "WAN-Upload-Spectrum"u8, sentence.Tag);
            }
            writer.Word("!done"u8);
            if (!sentence.Tag.IsEmpty)
                writer.Tag(sentence.Tag);
            writer.End();
        }
        writer.Written.CopyTo(dialogue.Free);
        dialogue.Received(writer.Length);
    }

    private static void Row(
        ref SentenceWriter writer, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> tag)
    {
        writer.Word("!re"u8);
        writer.Tag(tag);
        writer.Attribute(".id"u8, id);
        writer.Attribute("name"u8, name);
        writer.Number("max-limit"u8, 940_000_000);
        writer.Number("bytes"u8, 123_456_789_012);
        writer.Number("dropped"u8, 321);
        writer.Number("queued-bytes"u8, 1514);
        writer.Attribute("disabled"u8, "false"u8);
        writer.Attribute("invalid"u8, "false"u8);
        writer.End();
    }
}
