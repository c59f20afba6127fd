using Wanctl.Wire.RouterOs;

namespace Wanctl.Simulation.RouterOs;

/// <summary>What a command came to: rows, a value, or a trap.</summary>
internal sealed class CommandResult
{
    /// <summary>The rows, each a list of properties.</summary>
    public List<List<(string Key, string Value)>> Rows { get; } = [];

    /// <summary>True for a print, where having no rows is worth an <c>!empty</c>.</summary>
    public bool IsQuery { get; init; }

    /// <summary>The <c>ret</c> of <c>!done</c>, or null.</summary>
    public string? Return { get; init; }

    /// <summary>The message of the trap, or null where all went well.</summary>
    public string? Trap { get; private init; }

    /// <summary>The trap's category; <see cref="TrapCategory.Unknown"/> is not sent.</summary>
    public TrapCategory Category { get; private init; }

    /// <summary>A command that did its work and says nothing.</summary>
    public static CommandResult Silent() => new();

    /// <summary>A command that failed.</summary>
    public static CommandResult Failed(TrapCategory category, string message) =>
        new() { Category = category, Trap = message };

    /// <summary>The item is not there.</summary>
    public static CommandResult NoSuchItem() => Failed(TrapCategory.MissingItem, "no such item");

    /// <summary>Another item of the menu has that name.</summary>
    public static CommandResult NameTaken() => Failed(TrapCategory.Unknown, "failure: already have such name");

    /// <summary>The user may not do that; RouterOS gives no category.</summary>
    public static CommandResult NotPermitted() => Failed(TrapCategory.Unknown, "not enough permissions (9)");
}
