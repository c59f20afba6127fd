using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>
/// Tests in a fresh Debian whose own systemd is the first process, beside a line and its router; each skipped with the
/// reason where this machine cannot have one.
/// </summary>
public abstract class BootedTests : IDisposable
{
    protected BootedTests()
    {
        NetworkRoom.SkipUnlessPossible();
        string debian = Install.Box.Debian();
        _ = Artifacts.Binary;
        Line = new Line();
        Box = new Box(Line.Room, debian);
        Box.Boot();
    }

    protected Line Line { get; }

    protected Box Box { get; }

    public void Dispose()
    {
        Box.Dispose();
        Line.Dispose();
        GC.SuppressFinalize(this);
    }
}
