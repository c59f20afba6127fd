using System.IO;

namespace Wanctl.Install;

/// <summary>One step of an installation: data, so that it can be shown before it is taken.</summary>
internal sealed record InstallStep(StepKind Kind, string Path)
{
    /// <summary>The text of a file.</summary>
    public string Text { get; init; } = "";

    /// <summary>The rights of a file or folder.</summary>
    public UnixFileMode Mode { get; init; }

    /// <summary>Whose it is.</summary>
    public string Owner { get; init; } = "root";

    /// <summary>A command's words.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>What the command does, for people.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Whether it makes sense only while the init system is running.</summary>
    public bool OnlyRunning { get; init; }

    /// <summary>What to run instead where the steps before changed nothing; empty for the command itself.</summary>
    public IReadOnlyList<string> Unchanged { get; init; } = [];

    /// <summary>The step in a line.</summary>
    public override string ToString() => Kind switch
    {
        StepKind.Binary => $"copy the program to {Path} ({OwnFile.Octal(Mode)}, root)",
        StepKind.User => $"make the user {Path}, who can log in nowhere, unless there is one",
        StepKind.Folder => $"make the folder {Path} ({OwnFile.Octal(Mode)}, {Owner}) unless there is one",
        StepKind.Script => $"write {Path} ({OwnFile.Octal(Mode)}, root)",
        StepKind.Starter => $"write {Path} ({OwnFile.Octal(Mode)}, root) unless there is one",
        StepKind.Guard => $"give {Path}, which holds a password, to {Owner} alone ({OwnFile.Octal(Mode)})",
        _ => $"run {string.Join(' ', Command)}: {Purpose}",
    };
}
