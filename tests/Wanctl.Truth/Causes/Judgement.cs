namespace Wanctl.Truth.Causes;

/// <summary>One moment at which the law attributed an excess, beside the truth.</summary>
/// <param name="Settled">Whether the excess had gone; else the first cut was made just then.</param>
/// <param name="Download">The probability given to the download's queue.</param>
/// <param name="Upload">That given to the upload's.</param>
/// <param name="Down">What waited in the download's queue, in the fifth of a second before the first cut.</param>
/// <param name="Up">The same of the upload.</param>
internal readonly record struct Judgement(
    bool Settled, double Download, double Upload, QueueTruth Down, QueueTruth Up)
{
    /// <summary>The probability given to the path or to chance.</summary>
    public double Neither => 1 - Download - Upload;

    /// <summary>Whether both directions' queues stood.</summary>
    public bool BothStood => Down.Stood && Up.Stood;

    /// <summary>Whether none did.</summary>
    public bool NoneStood => !Down.Stood && !Up.Stood;

    /// <summary>Whether it was the download: a queue stood, and the download's was the longer one in the mean.
    /// </summary>
    public bool WasDownload => !NoneStood && Down.MeanMs >= Up.MeanMs;

    /// <summary>Whether it was the upload, likewise.</summary>
    public bool WasUpload => !NoneStood && Down.MeanMs < Up.MeanMs;
}
