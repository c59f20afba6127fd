using System.Reflection;
using Wanctl.Core.Settings;
using Wanctl.Flavours;
using Wanctl.Host.Net;

namespace Wanctl.Tests.Flavours;

public class DialersTests
{
    private const string Cryptography = "System.Security.Cryptography";

    [Fact]
    public void The_default_flavour_speaks_the_api_in_clear() =>
        Assert.IsType<PlainDialer>(Dialers.For(RouterTransport.Api));

    [Fact]
    public void The_default_flavour_names_the_file_that_has_tls()
    {
        DialException refusal = Assert.Throws<DialException>(() => Dialers.For(RouterTransport.ApiSsl));
        Assert.Equal(
            "router.transport api-ssl needs TLS, which this file does not have: use wanctl-tls", refusal.Message);
    }

    [Fact]
    public void The_default_flavour_refers_to_nothing_of_tls()
    {
        // A hash or a handshake ends the process where the host has no OpenSSL, and the default file has none inside.
        List<string> guilty = [];
        Queue<Assembly> unread = new([typeof(Dialers).Assembly]);
        while (unread.TryDequeue(out Assembly? reader))
            foreach (AssemblyName name in reader.GetReferencedAssemblies())
            {
                string wanted = name.Name!;
                if (wanted is "System.Net.Security" || wanted.StartsWith(Cryptography, StringComparison.Ordinal))
                    guilty.Add($"{reader.GetName().Name} refers to {wanted}: move it to src/Wanctl/Flavours/Tls");
                if (wanted.StartsWith("Wanctl", StringComparison.Ordinal)) unread.Enqueue(Assembly.Load(name));
            }
        Assert.Empty(guilty);
    }
}
