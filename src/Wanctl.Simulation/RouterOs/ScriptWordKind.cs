namespace Wanctl.Simulation.RouterOs;

/// <summary>What a word of a router's script is.</summary>
internal enum ScriptWordKind
{
    /// <summary>A bare or quoted text.</summary>
    Text,

    /// <summary>A command in brackets, which stands for its result.</summary>
    Command,

    /// <summary>A condition in parentheses.</summary>
    Group,

    /// <summary>Statements in braces.</summary>
    Block,
}
