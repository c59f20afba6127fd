using Wanctl.Core.Units;

namespace Wanctl.Counting;

/// <summary>What a link's queues, and the interface toward the Internet, have counted up to one moment.</summary>
/// <param name="At">The moment at which the answer was there.</param>
/// <param name="DownBytes">Bytes that have left the download queue since some past moment.</param>
/// <param name="UpBytes">Bytes that have left the upload queue.</param>
/// <param name="Wan">Bytes that the interface has received and sent; null where nobody says.</param>
internal readonly record struct CounterSample(
    Instant At, ulong DownBytes, ulong UpBytes, (ulong Received, ulong Sent)? Wan);
