using System.Threading;
using Wanctl.SystemTests.Kit;

[assembly: AssemblyFixture(typeof(Wanctl.SystemTests.Run.Soak))]

namespace Wanctl.SystemTests.Run;

/// <summary>
/// A daemon that runs beside all other tests, from the first to the last: 10,000 real ticks take their time, and a
/// machine that is busy with other tests is the better witness. Its line swings all the while, so that limits are
/// written and answers come in.
/// </summary>
public sealed class Soak : IDisposable
{
    private readonly Rig? _rig;
    private readonly Timer? _swing;
    private int _seconds;

    public Soak()
    {
        if (NetworkRoom.WhyNot is not null || !Artifacts.HasBinary)
            return;
        _rig = new Rig(reflectors: 3);
        _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(12);
        Daemon = _rig.Run(_rig.File with { CycleInterval = 0.02 });
        _swing = new Timer(_ => Swing(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public DaemonProcess? Daemon { get; }

    public Rig Rig => _rig ?? throw new InvalidOperationException("the soak could not be started");

    public void Dispose()
    {
        _swing?.Dispose();
        _rig?.Dispose();
    }

    private void Swing()
    {
        // Long enough calm for the limits to climb, so that there is something to cut.
        Rig.Traffic.Congested = _seconds++ % 12 < 3;
    }
}
