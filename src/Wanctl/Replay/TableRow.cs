namespace Wanctl.Replay;

/// <summary>One row of a table.</summary>
/// <param name="Seconds">Its time, as it stands there.</param>
/// <param name="RttMs">The round-trip time in milliseconds; null where nothing arrived.</param>
/// <param name="DownloadBps">What the download carried since the previous row in bit/s; null where unknown.</param>
/// <param name="UploadBps">The same of the upload.</param>
internal readonly record struct TableRow(string Seconds, double? RttMs, double? DownloadBps, double? UploadBps);
