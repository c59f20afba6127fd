namespace Wanctl.Core.Settings;

/// <summary>
/// What a file calls a setting and where, for messages: <c>floor_mbps in line 29</c>. Where a setting stands is no part
/// of what it is: all places are equal.
/// </summary>
/// <param name="Text">The words.</param>
public readonly record struct KeyPlace(string Text)
{
    /// <summary>Always true.</summary>
    public bool Equals(KeyPlace other) => true;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
