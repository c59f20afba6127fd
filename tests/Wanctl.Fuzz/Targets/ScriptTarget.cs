using System.Text;
using Wanctl.Core.Units;
using Wanctl.Fuzz.Engine;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.Fuzz.Targets;

/// <summary>What is typed at the simulated router's command line.</summary>
internal sealed class ScriptTarget : FuzzTarget
{
    public override string Name => "script";

    public override int BytesMax => 2000;

    public override IReadOnlyList<string> Words =>
        ["/queue/tree/", "add ", "set ", "[find ", "]", "name=", "max-limit=", "\"", "\\\n", ";", ":if ", ":local ",
        ":foreach ", "do={", "}", "=", "!=", "~", "(", ")", "print", "remove", "$", ":put ", "/ip/firewall/mangle "];

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Encoding.ASCII.GetBytes(
            "/queue/type/add name=cake kind=cake\n/queue/tree/add name=WAN-Down parent=global max-limit=940M\n"
            + "/queue/tree/set [find name=\"WAN-Down\"] max-limit=100M disabled=no\n# end\n");
        yield return Encoding.ASCII.GetBytes(
            ":if ([:len [/queue/tree/find name=\"a\"]] = 0) do={/queue/tree/add name=a parent=global}\n");
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        var world = new RouterWorld(new Instant(1));
        world.AddUser("admin", "x", "full");
        var console = new RouterConsole(world, "admin");
        string? refused = console.Run(Encoding.UTF8.GetString(input), new Instant(2));
        return HashCode.Combine(refused?.Length ?? 0, console.Output.Count);
    }
}
