using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.LinuxCake;

/// <summary>The published binary on real CAKE: see the scripts for what is done and what must come of it.</summary>
public sealed class RealCakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_survives_all_that_happens_to_qdiscs_and_interfaces()
    {
        string output = CakeMachine.Run("survival.sh", _folder);

        Assert.EndsWith("ok the end\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_steady_turn_allocates_nothing_and_makes_two_calls_for_both_cakes()
    {
        string output = CakeMachine.Run("steady.sh", _folder, "5");

        Assert.Contains(" and 0 bytes a turn over ", output, StringComparison.Ordinal);
        Dictionary<string, int> calls = CallsIn(output);
        Assert.SkipWhen(calls.Count == 0, "no strace: what was not counted is the number of system calls");
        // One read waits for the tick; one send and one receive are the echo's, and one of each is CAKE's.
        int ticks = calls["read"];
        Assert.InRange(calls["sendto"], 2 * ticks - 4, 2 * ticks + 4);
        Assert.InRange(calls["recvmmsg"], 2 * ticks - 4, 2 * ticks + 4);
        Assert.Equal(3, calls.Count);
    }

    /// <summary>The table of <c>strace -c</c>: how often each call was made.</summary>
    private static Dictionary<string, int> CallsIn(string output)
    {
        var calls = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string line in output.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 5 && words[^1] != "total" && int.TryParse(words[3], out int count))
                calls[words[^1]] = count;
        }
        return calls;
    }
}
