using System.Net;

namespace Wanctl.SystemTests.Kit;

/// <summary>How a reflector treats the requests that arrive from now on. Without settings it answers at once.</summary>
public sealed record EchoBehaviour
{
    /// <summary>Time between the arrival of a request and its answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>A random time between zero and this is added to each delay; answers may overtake each other.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The share of requests that get no answer, 0 to 1.</summary>
    public double DropShare { get; init; }

    /// <summary>The share of answers that come later by <see cref="LateBy"/>, 0 to 1.</summary>
    public double LateShare { get; init; }

    /// <summary>What a late answer is late by, for instance more than the program's timeout.</summary>
    public TimeSpan LateBy { get; init; }

    /// <summary>No true answer at all; forged ones still go out.</summary>
    public bool Silent { get; init; }

    /// <summary>How many more copies follow each answer.</summary>
    public int Duplicates { get; init; }

    /// <summary>The answer's ICMP message is cut to so many bytes (8 are its header); its checksum fits.</summary>
    public int? TruncateTo { get; init; }

    /// <summary>An error message instead of the answer.</summary>
    public EchoRefusal Refusal { get; init; }

    /// <summary>A forged answer beside the true one.</summary>
    public EchoForgery Forgery { get; init; }

    /// <summary>Time from the request to the forged answer; zero lets it win against the true one.</summary>
    public TimeSpan ForgeryDelay { get; init; }

    /// <summary>Who sends forgeries of the kind <see cref="EchoForgery.WrongSource"/>.</summary>
    public IPAddress? Impostor { get; init; }
}
