using Wanctl.Host.Interop;

namespace Wanctl.Host.Echo;

/// <summary>Draws the secrets that tell our echoes from everybody else's.</summary>
public static unsafe class EchoToken
{
    /// <summary>
    /// Sixty-four random bits from the kernel (getrandom(2)). The framework's generator would need OpenSSL, which the
    /// static file does not carry.
    /// </summary>
    /// <exception cref="InvalidOperationException">The kernel has no randomness to give.</exception>
    public static ulong Draw()
    {
        ulong token;
        if (Libc.getrandom(&token, sizeof(ulong), 0) != sizeof(ulong))
            throw new InvalidOperationException($"the kernel refuses random numbers: {Libc.Explain(Libc.Errno)}");
        return token;
    }
}
