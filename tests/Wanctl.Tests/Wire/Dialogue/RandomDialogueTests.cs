using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>
/// A router that answers in any order, stops, drops the connection and talks nonsense in between: nothing is ever
/// awaited that the router does not owe, and nothing throws.
/// </summary>
public class RandomDialogueTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Nothing_is_awaited_that_the_router_does_not_owe(int seed, bool simple)
    {
        var walk = new Walk(new Random(seed), simple);
        for (int step = 0; step < 20_000; step++)
            walk.Step();
        walk.Finish();
    }

    private sealed class Walk(Random chance, bool simple)
    {
        private readonly RouterPeer _peer = new(simple, Names());
        private readonly List<string> _owed = [];
        private string? _answered;

        public void Step()
        {
            _peer.ReadSize = chance.Next(1, 40);
            switch (chance.Next(12))
            {
                case 0 when chance.Next(20) == 0:
                    Drop();
                    break;
                case 1:
                    Stray();
                    break;
                case < 4:
                    _peer.Queue(chance.Next(_peer.Dialogue.Queues.Length)).Want(chance.Next(), chance.Next());
                    break;
                case < 7:
                    Hear((Wishes)chance.Next(8));
                    break;
                default:
                    Answer(chance.Next(4) > 0);
                    break;
            }
            Check();
        }

        /// <summary>
        /// From now on the router is well: all it owes comes, and the conversation goes on to the end.
        /// </summary>
        public void Finish()
        {
            if (_peer.Dialogue.Stage == DialogueStage.Closed)
                _peer.Dialogue.Open();
            for (int round = 0; round < 10; round++)
            {
                while (_owed.Count > 0)
                    Answer(well: true);
                Hear(Wishes.Resolve | Wishes.Statistics);
            }
            while (_owed.Count > 0)
                Answer(well: true);
            Assert.False(_peer.Dialogue.Waiting);
            foreach (ShaperQueue queue in _peer.Dialogue.Queues)
            {
                Assert.Equal(QueueState.Ready, queue.State);
                Assert.False(queue.Pending);
            }
        }

        private static string[] Names()
        {
            var names = new string[20];
            for (int i = 0; i < names.Length; i++)
                names[i] = "q" + i;
            return names;
        }

        private void Drop()
        {
            _owed.Clear();
            _answered = null;
            _peer.Dialogue.Close();
            Assert.False(_peer.Dialogue.Waiting);
            if (chance.Next(4) > 0)
                _peer.Dialogue.Open();
        }

        private void Hear(Wishes wishes)
        {
            if (_peer.Dialogue.Stage == DialogueStage.Closed)
                _peer.Dialogue.Open();
            _owed.AddRange(_peer.Hear(wishes));
        }

        private void Stray()
        {
            string[] nonsense =
            [
                "!wat", "!done|.tag=zz", $"!done|.tag=s{chance.Next(256):x2}ff", "!re|.tag=p99ff|=name=q1",
                "!trap|.tag=q77ff|=message=late",
            ];
            if (_peer.Dialogue.Stage != DialogueStage.Talking)
                return;
            _peer.Say(nonsense[chance.Next(nonsense.Length)]);
            if (_answered is not null)
                _peer.Say("!done|" + _answered);
        }

        private void Answer(bool well)
        {
            if (_owed.Count == 0)
                return;
            string request = _owed[chance.Next(_owed.Count)];
            _owed.Remove(request);
            if (request.StartsWith("/login", StringComparison.Ordinal))
            {
                _peer.Say("!done");
                return;
            }
            string tag = RouterPeer.TagOf(request);
            string[] troubles = ["=message=not enough permissions (9)", "=category=0|=message=no such item"];
            if (!well && chance.Next(2) == 0)
                _peer.Say($"!trap|{tag}|{troubles[chance.Next(2)]}");
            else if (request.Contains("?name=", StringComparison.Ordinal))
                Rows(request, tag, well);
            _peer.Say("!done|" + tag);
            _answered = tag;
        }

        private void Rows(string request, string tag, bool well)
        {
            string[] words = request.Split('|');
            foreach (string word in words)
            {
                if (!word.StartsWith("?name=", StringComparison.Ordinal) || (!well && chance.Next(4) == 0))
                    continue;
                string name = word["?name=".Length..];
                for (int copies = !well && chance.Next(4) == 0 ? 2 : 1; copies > 0; copies--)
                    _peer.Say($"!re|{tag}|=.id=*{name[1..]}{copies}|=name={name}|=max-limit={chance.Next()}");
            }
        }

        private void Check()
        {
            Assert.True(_peer.Dialogue.Stage is not DialogueStage.Ended, _peer.Dialogue.Complaint);
            Assert.Equal(_owed.Count > 0, _peer.Dialogue.Waiting);
            foreach (ShaperQueue queue in _peer.Dialogue.Queues)
            {
                if (queue.Slot.Waiting)
                    Assert.Contains(_owed, request => request.EndsWith(Limit(queue), StringComparison.Ordinal));
            }
        }

        private string Limit(ShaperQueue queue) =>
            "=max-limit=" + queue.SentFirst + (simple ? "/" + queue.SentSecond : "");
    }
}
