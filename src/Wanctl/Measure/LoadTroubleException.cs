namespace Wanctl.Measure;

/// <summary>The load did not come, or did not stay; the message is for the operator.</summary>
internal sealed class LoadTroubleException(string message) : Exception(message);
