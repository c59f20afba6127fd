using System.Net;
using System.Threading;

namespace Wanctl.SystemTests.Kit;

/// <summary>One address that answers echo requests, and the book it keeps about them.</summary>
public sealed class Reflector
{
    private readonly Lock _lock = new();
    private readonly List<EchoRequest> _requests = [];
    private volatile EchoBehaviour _behaviour = new();

    internal Reflector(IPAddress address)
    {
        Address = address;
    }

    public IPAddress Address { get; }

    /// <summary>What it does with requests that arrive from now on; answers under way keep their time.</summary>
    public EchoBehaviour Behaviour
    {
        get => _behaviour;
        set => _behaviour = value;
    }

    /// <summary>The delay alone, for the tests that move nothing else.</summary>
    public TimeSpan Delay
    {
        get => _behaviour.Delay;
        set => _behaviour = _behaviour with { Delay = value };
    }

    /// <summary>The requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<EchoRequest> Requests
    {
        get
        {
            lock (_lock) return [.. _requests];
        }
    }

    public int RequestCount
    {
        get
        {
            lock (_lock) return _requests.Count;
        }
    }

    internal void Record(EchoRequest request)
    {
        lock (_lock) _requests.Add(request);
    }
}
