using System.Globalization;
using System.Text;

namespace Wanctl.Host.Serve;

/// <summary>The first lines of an answer.</summary>
internal static class AnswerHead
{
    /// <summary>
    /// What each answer says: nothing is kept by anybody on the way, nothing is guessed, and no other site's page may
    /// frame or embed it.
    /// </summary>
    private const string Always =
        "Connection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
        + "X-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n";

    /// <summary>Composes it; an answer that streams has no length.</summary>
    public static byte[] Of(Answer answer)
    {
        string length = answer.Streams
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.WrittenCount}\r\n");
        string status = string.Create(CultureInfo.InvariantCulture, $"{answer.Status} {Phrase(answer.Status)}");
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: {answer.Type}\r\n{length}{Always}{answer.Fields}\r\n");
    }

    private static string Phrase(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Answer",
    };
}
