namespace Wanctl.Tests.House;

/// <summary>Fails with all findings at once, and with the cure.</summary>
internal static class Rule
{
    /// <summary>Passes where nothing was found.</summary>
    public static void Holds(IReadOnlyCollection<string> findings, string cure)
    {
        if (findings.Count > 0)
            Assert.Fail($"{string.Join('\n', findings)}\n{findings.Count} found. Cure: {cure}");
    }
}
