using System.Runtime.CompilerServices;
using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Host.Loop;

/// <summary>What a link tells once a second beside its journal: slow facts that no tick needs.</summary>
public struct LinkSnapshot
{
    /// <summary>What should survive a restart.</summary>
    public LinkMemory Memory;

    /// <summary>What the line toward the user was last seen to deliver; 0 where unknown.</summary>
    public Rate DownCapacity;

    /// <summary>The same toward the Internet.</summary>
    public Rate UpCapacity;

    /// <summary>What happened to echoes.</summary>
    public EchoCounters Counters;

    /// <summary>Why echoes cannot be sent, as the system's error number; 0 while they can.</summary>
    public int SendTrouble;

    /// <summary>How many reflectors there are.</summary>
    public int ReflectorCount;

    private Reflectors _reflectors;

    /// <summary>What is known of a reflector.</summary>
    public readonly ReflectorView ReflectorAt(int index) => _reflectors[index];

    internal void SetReflector(int index, in Reflector reflector, double idleMicros) =>
        _reflectors[index] = new ReflectorView(idleMicros, reflector.LastMicros, reflector.Health);

    [InlineArray(ProbeSettings.ReflectorsMax)]
    private struct Reflectors
    {
        private ReflectorView _first;
    }
}

