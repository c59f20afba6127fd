namespace Wanctl.Simulation.RouterOs;

/// <summary>A word of a router's script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">
/// What stands before its equals sign, with <c>!</c> where it is an unequals sign; empty where there is none.
/// </param>
/// <param name="Text">The value, without quotes, brackets or braces.</param>
internal readonly record struct ScriptWord(ScriptWordKind Kind, string Name, string Text);
