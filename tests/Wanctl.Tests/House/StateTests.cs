using System.Text.RegularExpressions;

namespace Wanctl.Tests.House;

/// <summary>
/// No state in static fields: two links, two routers or two daemons in one process must not meet. A private static
/// readonly array or collection is taken for a table of constants and tolerated, because C# has no other way to write
/// one; what exists only to change (a lock, a queue, a counter) is not.
/// </summary>
public partial class StateTests
{
    [Fact]
    public void Src_has_no_static_state()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src"))
        {
            foreach (Declaration found in DeclarationScanner.Scan(file.Code))
            {
                if (found.Kind == DeclarationKind.Field && IsState(found.Header))
                    findings.Add($"{file.At(found.Position)}: {found.Name}");
            }
        }

        Rule.Holds(findings, "make it a field of the object that owns it and hand that object over in the constructor");
    }

    /// <summary>Whether a field or property, given without its body, can change for everybody at once.</summary>
    internal static bool IsState(string header)
    {
        string head = header.Split('=')[0];
        if (!Static().IsMatch(head) || head.Contains(" const ", StringComparison.Ordinal) || head.Contains('('))
            return false;
        if (header.Contains("=>", StringComparison.Ordinal) && !head.Contains("readonly", StringComparison.Ordinal))
            return false;
        bool property = head.Contains('{');
        bool settable = property
            ? head.Contains("set;", StringComparison.Ordinal)
            : !head.Contains("readonly", StringComparison.Ordinal);
        if (settable || Changing().IsMatch(head))
            return true;
        return Collection().IsMatch(head) && !head.StartsWith("private ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?:^|\s)static\s")]
    private static partial Regex Static();

    [GeneratedRegex(@"\b(?:Lock|object|Random|StringBuilder|Timer|HttpClient|Channel|CancellationTokenSource"
        + @"|Queue|Stack|PriorityQueue|Concurrent\w+|\w*Pool|\w*Semaphore\w*)\b")]
    private static partial Regex Changing();

    [GeneratedRegex(@"\[\]|\b(?:List|IList|Dictionary|IDictionary|HashSet|ISet|SortedDictionary|Span)<")]
    private static partial Regex Collection();
}
