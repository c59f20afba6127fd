using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wanctl.Tests.Flavours;

/// <summary>An authority that exists only for a test, and certificates signed by it.</summary>
internal sealed class PaperTrail : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;
    private readonly List<string> _files = [];

    internal PaperTrail(string name)
    {
        CertificateRequest request = new($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    /// <summary>A certificate for a server at an address, or, where there is none, only for a common name.</summary>
    internal X509Certificate2 Sign(string commonName, IPAddress? address)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={commonName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (address is not null)
        {
            SubjectAlternativeNameBuilder names = new();
            names.AddIpAddress(address);
            request.CertificateExtensions.Add(names.Build());
        }
        DateTimeOffset today = DateTimeOffset.UtcNow;
        using X509Certificate2 bare = request.Create(
            _authority, today.AddDays(-1), today.AddDays(20), RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }

    /// <summary>The authority as a PEM file, which lives as long as this object.</summary>
    internal string File()
    {
        string path = Path.GetTempFileName();
        _files.Add(path);
        System.IO.File.WriteAllText(path, _authority.ExportCertificatePem());
        return path;
    }

    public void Dispose()
    {
        foreach (string file in _files) System.IO.File.Delete(file);
        _authority.Dispose();
        _key.Dispose();
    }
}
