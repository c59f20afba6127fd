using Wanctl.Simulation.Line;

namespace Wanctl.Truth.OneWay;

/// <summary>All queues of a run. Asked with rising moments it takes constant time.</summary>
internal sealed class QueueScript
{
    /// <summary>What the counters of bytes need to see that a line is quiet.</summary>
    private const double QuietSeconds = 1.5;

    private readonly List<QueueSpell> _spells = [];
    private int _first;

    /// <summary>Draws them.</summary>
    public QueueScript(QueueManner manner, double length, ulong seed)
    {
        var noise = new SeededNoise(seed);
        switch (manner)
        {
            case QueueManner.Mixed:
                Mix(ref noise, length);
                break;
            case QueueManner.Long or QueueManner.LongAtOnce:
                double from = manner == QueueManner.Long ? 120 : 10;
                _spells.Add(new QueueSpell(Up: false, from, from + 300, 40, 200));
                break;
            case QueueManner.Antiphase:
                for (double at = 60; at < length - 10; at++)
                    _spells.Add(new QueueSpell(Up: (int)at % 2 == 0, at, at + 1.05, 40, 800));
                break;
            case QueueManner.BothWays:
                _spells.Add(new QueueSpell(Up: true, 60, 300, 25, 100));
                _spells.Add(new QueueSpell(Up: false, 60, 300, 35, 100));
                for (double at = 70; at < 290; at += 3 + 4 * noise.Share())
                    _spells.Add(new QueueSpell(noise.Share() < 0.5, at, at + 2, 10 + 20 * noise.Share(), 150));
                break;
        }
    }

    /// <summary>They.</summary>
    public IReadOnlyList<QueueSpell> Spells => _spells;

    /// <summary>How long what joins the queue of a direction waits, in ms.</summary>
    public double At(bool up, double seconds)
    {
        double sum = 0;
        for (int i = First(seconds); i < _spells.Count && _spells[i].From <= seconds; i++)
            sum += _spells[i].Up == up ? _spells[i].At(seconds) : 0;
        return sum;
    }

    /// <summary>Whether the line is known to be quiet.</summary>
    public bool Quiet(double seconds)
    {
        for (int i = First(seconds - 3); i < _spells.Count && _spells[i].From <= seconds; i++)
        {
            if (seconds < _spells[i].To + QuietSeconds)
                return false;
        }
        return true;
    }

    private int First(double seconds)
    {
        while (_first < _spells.Count && _spells[_first].To < seconds - 5)
            _first++;
        return _first;
    }

    private void Mix(ref SeededNoise noise, double length)
    {
        double[] sizes = [20, 40, 80];
        double at = 10 + 10 * noise.Share();
        while (at < length - 30)
        {
            double lasts = 3 + 22 * noise.Share();
            double size = sizes[(int)(3 * noise.Share())];
            _spells.Add(new QueueSpell(noise.Share() < 0.5, at, at + lasts, size, 60 + 240 * noise.Share()));
            at += lasts + 4 + 20 * noise.Share();
        }
    }
}
