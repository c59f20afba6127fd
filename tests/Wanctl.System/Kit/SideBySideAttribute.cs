namespace Wanctl.SystemTests.Kit;

/// <summary>
/// Marks a class whose tests do little but wait for a daemon, each in a network of its own, and bear it that others do
/// the same beside them. All other classes run alone, one after another.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SideBySideAttribute : Attribute;
