using System.IO;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>What a reload says: values with their keys, and files that came and went.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly Rig _rig;

    public ReloadTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig();
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_reload_of_a_folder_says_what_changed_and_what_is_not_taken_up()
    {
        string folder = Directory.CreateDirectory(_rig.Folder["conf"]).FullName;
        string file = Write(folder, "cable.yaml", _rig.File);
        using DaemonProcess daemon = DaemonProcess.Start(
            _rig.Room, new DaemonCommand(Artifacts.Binary, "run", folder));
        daemon.WaitForLine("answering");

        WanFile changed = _rig.File with { TargetBloat = 12 };
        Write(folder, "cable.yaml", changed);
        daemon.Send(Signal.Hangup);
        daemon.WaitForLine($"{file}: continuous_monitoring.thresholds.target_bloat_ms changed from 15 to 12, in force");
        daemon.WaitForLine("configuration read again and in force");

        string added = Write(folder, "dsl.yaml", _rig.File with { WanName = "dsl" });
        daemon.Send(Signal.Hangup);
        daemon.WaitForLine($"{added}: is another file than at the start, and is not taken up");
        File.Delete(added);

        Write(folder, "cable.yaml", changed with { TargetBloat = 11, RouterPassword = "a-new-secret" });
        int lines = daemon.Lines.Count;
        daemon.Send(Signal.Hangup);
        daemon.WaitForLine("router.password changed from *** to ***, needs a restart, not in force", lines);
        daemon.WaitForLine("target_bloat_ms changed from 12 to 11, not in force", lines);
        daemon.WaitForLine("and refused, the old one stays", lines);

        lines = daemon.Lines.Count;
        File.Delete(file);
        daemon.Send(Signal.Hangup);
        daemon.WaitForLine($"{file}: is gone; what it said stays in force", lines);
        daemon.WaitForLine("and refused, the old one stays", lines);
        Assert.DoesNotContain("a-new-secret", daemon.Text() + daemon.Text(error: true), StringComparison.Ordinal);
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
    }

    [Fact]
    public void A_log_level_is_not_said_to_be_in_force()
    {
        DaemonProcess daemon = _rig.Run(_rig.File);
        daemon.WaitForLine("answering");
        string text = ConfigWriter.Text(_rig.Folder, _rig.File with { Extra = Rig.Keys(("logging.level", "debug")) });
        string file = _rig.Folder.Write("cable.yaml", text);
        daemon.Send(Signal.Hangup);
        daemon.WaitForLine($"{file}: logging.level changed from info to debug, needs a restart, not in force");
    }

    [Fact]
    public void A_router_that_was_away_for_long_is_told_with_its_time()
    {
        DaemonProcess daemon = _rig.Run(_rig.File);
        daemon.WaitForLine("connected, queues looked up");
        _rig.StopRouter();
        daemon.WaitForLine("connection lost");
        System.Threading.Thread.Sleep(TimeSpan.FromSeconds(11));
        _rig.StartRouter();
        daemon.WaitForLine("is back after 1", within: Patience.Of(TimeSpan.FromSeconds(60)));
    }

    private string Write(string folder, string name, WanFile file)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, ConfigWriter.Text(_rig.Folder, file));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
