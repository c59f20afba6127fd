namespace Wanctl.Report;

/// <summary>What a series did within one column of a plot.</summary>
internal struct Column
{
    /// <summary>The lowest value.</summary>
    public float Min;

    /// <summary>The highest value.</summary>
    public float Max;

    /// <summary>The latest value.</summary>
    public float Last;

    /// <summary>Whether there was a value; where not, and without <see cref="Gap"/>, the one before goes on.</summary>
    public bool Any;

    /// <summary>Whether it was said that there is no value.</summary>
    public bool Gap;
}
