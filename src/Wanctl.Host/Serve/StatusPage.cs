using System.Buffers;
using System.Globalization;
using System.IO;
using System.Text;
using Wanctl.Host.Echo;

namespace Wanctl.Host.Serve;

/// <summary>
/// The page at <c>/</c>: one file, embedded, that needs nothing from anywhere else. A browser runs only what bears the
/// number that this very answer was given, and fetches only from this server.
/// </summary>
internal sealed class StatusPage
{
    private const string Resource = "Wanctl.Host.Serve.page.html";

    private readonly string[] _parts;

    /// <summary>Reads the file; where the number belongs it says <c>$nonce$</c>.</summary>
    public StatusPage()
    {
        using Stream file = typeof(StatusPage).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is not in the assembly");
        using var reader = new StreamReader(file, Encoding.UTF8);
        _parts = reader.ReadToEnd().Split("$nonce$");
    }

    /// <summary>Answers with the page.</summary>
    public void Tell(Answer answer)
    {
        string nonce = EchoToken.Draw().ToString("x16", CultureInfo.InvariantCulture)
            + EchoToken.Draw().ToString("x16", CultureInfo.InvariantCulture);
        answer.Begin(200, "text/html; charset=utf-8");
        answer.Fields = $"Content-Security-Policy: default-src 'none'; script-src 'nonce-{nonce}'; "
            + $"style-src 'nonce-{nonce}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'\r\n";
        for (int i = 0; i < _parts.Length; i++)
        {
            if (i > 0)
                Encoding.UTF8.GetBytes(nonce, answer.Body);
            Encoding.UTF8.GetBytes(_parts[i], answer.Body);
        }
    }
}
