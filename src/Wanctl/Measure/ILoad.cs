namespace Wanctl.Measure;

/// <summary>What fills the line for a measurement.</summary>
internal interface ILoad
{
    /// <summary>Starts it, or asks the user to.</summary>
    void Start();

    /// <summary>Why it does not run any more, for the operator; null while it does.</summary>
    string? Trouble { get; }

    /// <summary>Ends it, in whatever state it is. Does not throw.</summary>
    void End();
}
