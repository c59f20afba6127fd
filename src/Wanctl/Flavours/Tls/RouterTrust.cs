using System.IO;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wanctl.Core.Settings;
using Wanctl.Host.Net;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Flavours.Tls;

/// <summary>
/// Decides whether a certificate is the router's. The machine's own trust store has no say: a router's certificate is
/// either pinned by its SHA-256 or signed by the one authority that the configuration names; where both are given,
/// both must hold.
/// </summary>
internal sealed class RouterTrust
{
    private readonly string _host;
    private readonly byte[]? _pin;
    private readonly X509Certificate2Collection? _authorities;

    /// <summary>Reads the pin and the authority's file.</summary>
    /// <exception cref="DialException">
    /// Neither is given, the pin is not 64 hexadecimal digits, or the file has no certificate.
    /// </exception>
    internal RouterTrust(RouterSettings router)
    {
        _host = router.Host;
        if (router.CertificatePin is { } pin) _pin = ReadPin(pin);
        if (router.CertificateAuthority is { } file) _authorities = ReadAuthorities(file);
        if (_pin is null && _authorities is null)
            throw new DialException(
                $"router {_host}: transport api-ssl needs the SHA-256 of the router's certificate or the PEM file " +
                "of the authority that signed it; neither is configured");
    }

    /// <summary>Why the last certificate was refused, for the operator; null when it was accepted.</summary>
    internal string? Refusal { get; private set; }

    /// <summary>How the chain is built: the given authority is the only root, and nothing is fetched.</summary>
    internal X509ChainPolicy Policy()
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        if (_authorities is not null) policy.CustomTrustStore.AddRange(_authorities);
        return policy;
    }

    /// <summary>The verdict on the certificate that the router shows; the framework's callback.</summary>
    internal bool Accept(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = shown is null
            ? $"router {_host} showed no certificate: /ip service set api-ssl certificate=NAME gives it one"
            : PinProblem(shown) ?? AuthorityProblem(shown, chain, errors);
        return Refusal is null;
    }

    private string? PinProblem(X509Certificate shown)
    {
        if (_pin is null) return null;
        byte[] found = SHA256.HashData(shown.GetRawCertData());
        return CryptographicOperations.FixedTimeEquals(found, _pin)
            ? null
            : $"router {_host} showed a certificate with SHA-256 {Convert.ToHexStringLower(found)}, wanted " +
              $"{Convert.ToHexStringLower(_pin)}: if the router's certificate was renewed, configure what was found; " +
              "if not, somebody else answers in its place";
    }

    private string? AuthorityProblem(X509Certificate shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_authorities is null) return null;
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            return $"router {_host} showed a certificate ({PlainText.Of(shown.Subject)}) that the configured " +
                $"authority does not vouch for: {Reason(chain)}";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"router {_host} showed a certificate for {Names(shown)}, wanted one for {_host}: " +
                "sign one with subject-alt-name=IP:... or DNS:..., or write the certificate's name as router.host";
        return errors == SslPolicyErrors.None ? null : $"router {_host} showed no usable certificate ({errors})";
    }

    private static string Reason(X509Chain? chain)
    {
        foreach (X509ChainStatus status in chain?.ChainStatus ?? [])
            if (status.Status != X509ChainStatusFlags.NoError)
                return $"{status.Status}, {status.StatusInformation.TrimEnd()}";
        return "the chain of signatures does not end at it";
    }

    private static string Names(X509Certificate shown)
    {
        List<string> names = [];
        foreach (X509Extension extension in ((X509Certificate2)shown).Extensions)
        {
            if (extension is not X509SubjectAlternativeNameExtension alternatives) continue;
            names.AddRange(alternatives.EnumerateDnsNames());
            foreach (System.Net.IPAddress address in alternatives.EnumerateIPAddresses()) names.Add(address.ToString());
        }
        return PlainText.Of(names.Count > 0 ? string.Join(", ", names) : shown.Subject);
    }

    private byte[] ReadPin(string pin)
    {
        byte[] bytes = new byte[SHA256.HashSizeInBytes];
        if (pin.Length != bytes.Length * 2 ||
            Convert.FromHexString(pin, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            throw new DialException(
                $"router {_host}: the certificate pin is '{pin}', wanted the SHA-256 as 64 hexadecimal digits");
        return bytes;
    }

    private X509Certificate2Collection ReadAuthorities(string file)
    {
        X509Certificate2Collection found = [];
        try
        {
            found.ImportFromPemFile(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new DialException(
                $"router {_host}: the certificate authority {file} cannot be read: {failure.Message}");
        }
        return found.Count > 0
            ? found
            : throw new DialException($"router {_host}: {file} has no certificate, wanted a PEM file of the authority");
    }
}
