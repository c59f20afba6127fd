using System.Threading;
using Wanctl.Core.Settings;
using Wanctl.Host.Interop;
using Wanctl.Host.Loop;
using Wanctl.Host.Net;

namespace Wanctl.Host.Router;

/// <summary>One try to reach a router, on a thread of the pool; the loop asks each tick whether it is over.</summary>
internal sealed class DialAttempt : IThreadPoolWorkItem
{
    private readonly IRouterDialer _dialer;
    private readonly RouterSettings _router;
    private readonly TimeSpan _timeout;
    private int _fd = -1;
    private string _problem = "";
    private volatile bool _over;

    private DialAttempt(IRouterDialer dialer, RouterSettings router, TimeSpan timeout)
    {
        _dialer = dialer;
        _router = router;
        _timeout = timeout;
    }

    /// <summary>Whether it has succeeded or failed.</summary>
    public bool Over => _over;

    /// <summary>Why it failed; empty where it did not.</summary>
    public string Problem => _problem;

    /// <summary>Starts a try; null where the errands are too many at the moment.</summary>
    public static DialAttempt? TryStart(Errands errands, IRouterDialer dialer, RouterSettings router, TimeSpan timeout)
    {
        var attempt = new DialAttempt(dialer, router, timeout);
        return errands.TrySend(attempt) ? attempt : null;
    }

    /// <summary>The connection's descriptor, once; -1 where there is none.</summary>
    public int TakeDescriptor() => Interlocked.Exchange(ref _fd, -1);

    /// <summary>The loop has ended: closes a connection that nobody will use.</summary>
    public void Abandon()
    {
        int fd = TakeDescriptor();
        if (fd >= 0)
            _ = Libc.close(fd);
    }

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            Interlocked.Exchange(ref _fd, _dialer.Connect(_router, _timeout));
        }
        catch (DialException exception)
        {
            _problem = exception.Message;
        }
#pragma warning disable CA1031 // A fault of the dialer is reported like any other reason why there is no connection.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _problem = $"{_router.Host}:{_router.Port}: {exception.Message}";
        }
        _over = true;
    }
}
