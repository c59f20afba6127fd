using System.Text;
using Wanctl.Core.Units;
using Wanctl.Simulation.RouterOs;
using Wanctl.Wire;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Tests.Simulation.RouterOs;

/// <summary>
/// A client of an <see cref="ApiDialogue"/> without a network: a line of words in, lines of words out.
/// </summary>
internal sealed class DialogueClient(RouterWorld world, RouterFaults faults)
{
    private readonly SentenceReader _reader = new();

    public ApiDialogue Dialogue { get; } = new(world, faults, "192.0.2.7");

    public Instant Now { get; set; } = new(1_000_000_000);

    /// <summary>A client that has logged in as admin.</summary>
    public static DialogueClient LoggedIn(
        RouterWorld world, RouterFaults? faults = null, string user = "admin", string password = "")
    {
        var client = new DialogueClient(world, faults ?? new RouterFaults());
        Assert.Equal("!done", client.Send($"/login =name={user} =password={password}"));
        return client;
    }

    /// <summary>
    /// Sends sentences at once, words parted by spaces, and returns the answers, sentences parted by " / ".
    /// </summary>
    public string Send(params string[] sentences)
    {
        Dialogue.Receive(Encode(sentences), Now);
        return Take();
    }

    /// <summary>Lets the router report changes.</summary>
    public string Tick()
    {
        Dialogue.Tick(Now);
        return Take();
    }

    public static byte[] Encode(params string[] sentences)
    {
        var writer = new SentenceWriter(new byte[16384]);
        foreach (string sentence in sentences)
        {
            foreach (string word in sentence.Split(' ')) writer.Word(Encoding.Latin1.GetBytes(word));
            Assert.True(writer.End());
        }

        return writer.Written.ToArray();
    }

    private string Take()
    {
        ReadOnlySpan<byte> output = Dialogue.TakeOutput();
        var lines = new List<string>();
        while (!output.IsEmpty)
        {
            Span<byte> free = _reader.Free;
            int size = Math.Min(free.Length, output.Length);
            output[..size].CopyTo(free);
            _reader.Commit(size);
            output = output[size..];
            while (_reader.TryRead(out Sentence sentence) == Decoded.Whole)
            {
                var words = new List<string>();
                for (int i = 0; i < sentence.Count; i++) words.Add(Encoding.Latin1.GetString(sentence[i]));
                lines.Add(string.Join(' ', words));
            }
        }

        return string.Join(" / ", lines);
    }
}
