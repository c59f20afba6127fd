using System.Text;
using Wanctl.Fuzz.Engine;
using Wanctl.Tests.Wire.Dialogue;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Fuzz.Targets;

/// <summary>
/// The client's side of a conversation with a router that says anything. An input is a play: a line that begins with
/// <c>&gt;</c> lets the client speak, any other is a sentence of the router's, words joined by a bar; <c>$1</c> is the
/// tag of the first question that was heard last, <c>$2</c> of the second.
/// </summary>
internal sealed class DialogueTarget : FuzzTarget
{
    public override string Name => "dialogue";

    public override int BytesMax => 3000;

    public override IReadOnlyList<string> Words =>
        [">", "\n", "|", "$1", "$2", "!done|$1", "!re|$1", "!trap|$1|=message=", "!empty|$1", "!fatal|", "=.id=*1",
        "=name=q1", "=name=q2", "=max-limit=", "=bytes=", "=dropped=", "=queued-bytes=", "=disabled=true",
        "=invalid=true", "=comment=steer", "=message=no such item", "=category=0", "=ret=", ".tag=", "!done\n>\n"];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (string play in (string[])
        [
            "!done\n>\n!re|$1|=.id=*1|=name=q1|=max-limit=5|=disabled=false|=invalid=false\n"
                + "!re|$1|=.id=*2|=name=q2|=max-limit=5|=disabled=false|=invalid=false\n!done|$1\n>\n!re|$1|=.id=*1|"
                + "=max-limit=5|=bytes=1000|=dropped=0|=queued-bytes=0\n!done|$1\n>\n!done|$1\n!done|$2\n",
            "!done|=ret=00112233445566778899aabbccddeeff\n>\n!done\n>\n!trap|$1|=message=no such command\n!done|$1\n",
            "!trap|=message=invalid user name or password (6)\n!done\n",
            "!done\n>\n!re|$2|=.id=*7|=comment=steer|=disabled=true\n!done|$2\n>\n!trap|$1|=message=x\n!done|$1\n",
            "!fatal|session terminated on request\n",
        ])
            yield return Encoding.Latin1.GetBytes(play);
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        string play = Encoding.Latin1.GetString(input);
        int whole = Play(play, int.MaxValue);
        Must(Play(play, 1) == whole, "byte by byte it ends otherwise than whole");
        return whole;
    }

    private static int Play(string play, int readSize)
    {
        var peer = new RouterPeer(simple: play.Length % 2 == 1, "q1", "q2") { ReadSize = readSize };
        RouterDialogue dialogue = peer.Dialogue;
        dialogue.Open();
        List<string> heard = peer.Hear();
        long stamp = 0;
        foreach (string line in play.Split('\n'))
        {
            if (dialogue.Stage is DialogueStage.Ended or DialogueStage.Closed)
                break;
            stamp += 50_000_000;
            if (!line.StartsWith('>'))
            {
                // An empty word would end the sentence, which is another play.
                string[] words = Tagged(line, heard).Split('|', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 0)
                    peer.Send(RouterPeer.Bytes(string.Join('|', words)));
                continue;
            }
            dialogue.Queues[line.Length % 2].Want(line.Length * 1000, 1000);
            Wishes wishes = line.Length > 4 ? (Wishes)(line.Length % 8) : Wishes.Resolve | Wishes.Statistics;
            List<string> asked = peer.Hear(wishes, stamp);
            heard = asked.Count > 0 ? asked : heard;
        }
        var sum = new HashCode();
        sum.Add(dialogue.Stage);
        sum.Add(dialogue.Complaint?.Length > 0);
        foreach (ShaperQueue queue in dialogue.Queues)
        {
            Must(Enum.IsDefined(queue.State), "a queue is in a state that there is not");
            sum.Add(queue.State);
            sum.Add(queue.Pending);
        }
        Must(Enum.IsDefined(dialogue.Stage), "it is at a stage that there is not");
        return sum.ToHashCode();
    }

    private static string Tagged(string line, List<string> heard)
    {
        for (int i = 0; i < Math.Min(heard.Count, 2); i++)
        {
            if (heard[i].Contains(".tag=", StringComparison.Ordinal))
                line = line.Replace("$" + (i + 1), RouterPeer.TagOf(heard[i]), StringComparison.Ordinal);
        }
        return line.Length > 4000 ? line[..4000] : line;
    }
}
