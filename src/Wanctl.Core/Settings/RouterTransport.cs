namespace Wanctl.Core.Settings;

/// <summary>How limits reach the shaper (<c>router.transport</c>).</summary>
public enum RouterTransport
{
    /// <summary>RouterOS's binary API in clear text, port 8728.</summary>
    Api,

    /// <summary>The same inside TLS, port 8729; needs the <c>wanctl-tls</c> flavour.</summary>
    ApiSsl,

    /// <summary>None: CAKE runs in the kernel of the machine that wanctl runs on (rtnetlink).</summary>
    LinuxCake,
}
