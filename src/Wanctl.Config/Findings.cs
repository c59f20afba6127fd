using Wanctl.Config.Reading;
using Wanctl.Core.Units;

namespace Wanctl.Config;

/// <summary>Collects what is wrong or remarkable in one file.</summary>
internal sealed class Findings(string file)
{
    /// <summary>More problems than this help nobody; the rest is counted.</summary>
    public const int ProblemsMax = 100;

    private readonly List<Problem> _problems = [];
    private readonly List<Warning> _warnings = [];
    private int _unlisted;

    public string File => file;

    public bool HasProblems => _problems.Count > 0;

    public void Problem(Position at, string path, string found, string wanted)
    {
        if (_problems.Count < ProblemsMax)
            _problems.Add(new Problem(file, at.Line, at.Column, path, found, wanted));
        else
            _unlisted++;
    }

    public void Warn(Position at, string path, string text)
    {
        if (_warnings.Count < ProblemsMax) _warnings.Add(new Warning(file, at.Line, at.Column, path, text));
    }

    public IReadOnlyList<Problem> ProblemsInOrder()
    {
        List<Problem> ordered = [.. _problems];
        Sort(ordered, problem => new Position(problem.Line, problem.Column));
        if (_unlisted > 0) ordered.Add(Unlisted(ordered[^1]));
        return ordered;
    }

    public IReadOnlyList<Warning> WarningsInOrder()
    {
        List<Warning> ordered = [.. _warnings];
        Sort(ordered, warning => new Position(warning.Line, warning.Column));
        return ordered;
    }

    private Problem Unlisted(Problem last) =>
        last with { Path = "", Found = Amount.Of(_unlisted, "more problem"), Wanted = "none" };

    // List.Sort is not stable, and two findings at one place must keep the order in which they were found.
    private static void Sort<T>(List<T> items, Func<T, Position> place)
    {
        var keyed = new (Position At, int Index, T Item)[items.Count];
        for (int i = 0; i < keyed.Length; i++) keyed[i] = (place(items[i]), i, items[i]);
        Array.Sort(keyed, static (left, right) =>
            left.At.CompareTo(right.At) is var order and not 0 ? order : left.Index.CompareTo(right.Index));
        for (int i = 0; i < keyed.Length; i++) items[i] = keyed[i].Item;
    }
}
