namespace Wanctl.Tests.House;

/// <summary>The scanners that the rules stand on.</summary>
public class ScannerTests
{
    private const string Sample = """"
        using System.Text;
        namespace Sample;

        [Obsolete("it { is")]
        public sealed class Barn<T>(int size) : IDisposable
            where T : class
        {
            private const int Size = 3; // a comment with {
            private static readonly int[] Table = [1, 2];
            private static (int A, int B) _pair;
            private readonly Dictionary<string, int> _rows = new() { ["}"] = 1 };
            public int Count { get; private set; } = 7;

            /// <summary>Two lines.</summary>
            [Fact]
            public void Feed(int hay = 3)
            {
                string text = $"{hay} }} {(hay > 1 ? "}" : '{')}";
            }

            public string Word => Size switch
            {
                1 => "one",
                _ => @"a ""quoted"" {",
            };

            public int Both { get { return 1; } }

            private static string Raw() => """ { "quoted" """;

            public static bool operator ==(Barn<T> left, Barn<T> right) => true;

            private enum Kind { A, B }

            public void Dispose() { }
        }

        internal record struct Straw(int Length);
        """";

    [Fact]
    public void Texts_and_comments_are_blanked_and_nothing_moves()
    {
        var file = new SourceFile("Barn.cs", Sample);

        Assert.Equal(Sample.Length, file.Code.Length);
        Assert.Equal(Sample.Split('\n').Length, file.Code.Split('\n').Length);
        Assert.DoesNotContain("comment", file.Code, StringComparison.Ordinal);
        Assert.Contains("comment", file.Prose, StringComparison.Ordinal);
        Assert.DoesNotContain("quoted", file.Prose, StringComparison.Ordinal);
        Assert.Equal(file.Code.Split('{').Length, file.Code.Split('}').Length);
    }

    [Fact]
    public void Declarations_are_found_with_their_kind_name_and_size()
    {
        var found = new List<string>();
        foreach (Declaration one in DeclarationScanner.Scan(new SourceFile("Barn.cs", Sample).Code))
            found.Add($"{one.Depth} {one.Kind} {one.Name} {one.Lines}");

        Assert.Equal(
            [
                "0 Type Barn 32",
                "1 Field Size 1",
                "1 Field Table 1",
                "1 Field _pair 1",
                "1 Field _rows 1",
                "1 Field Count 1",
                "1 Function Feed 4",
                "1 Function Word 5",
                "1 Function Both 1",
                "1 Function Raw 1",
                "1 Function operator 1",
                "1 Type Kind 1",
                "1 Function Dispose 1",
                "0 Type Straw 1",
            ],
            found);
    }

    [Theory]
    [InlineData("private static int _count;", true)]
    [InlineData("private static int _count = Start();", true)]
    [InlineData("public static Rate Zero { get; set; }", true)]
    [InlineData("public static event Action? Changed;", true)]
    [InlineData("public static readonly int[] Table = [1];", true)]
    [InlineData("internal static List<int> Rows { get; } = [];", true)]
    [InlineData("private static readonly Lock Gate = new();", true)]
    [InlineData("private static readonly Dictionary<string, int> Words = new() { [\"a\"] = 1 };", false)]
    [InlineData("private static readonly int[] Table = [1];", false)]
    [InlineData("public static Rate Zero { get; } = new(0);", false)]
    [InlineData("public const int Size = 3;", false)]
    [InlineData("public static int Twice(int value) => 2 * value;", false)]
    [InlineData("private int _count;", false)]
    [InlineData("public static ReadOnlySpan<byte> Key => ['a'];", false)]
    public void Static_state_is_told_from_constants(string member, bool state)
    {
        string code = new SourceFile("A.cs", $"public class A\n{{\n    {member}\n}}\n").Code;

        Assert.Equal(state, StateTests.IsState(DeclarationScanner.Scan(code)[1].Header));
    }

    [Theory]
    [InlineData("// TODO: later", true)]
    [InlineData("// an experimental law", true)]
    [InlineData("// it works for now", true)]
    [InlineData("int phase = 1;", true)]
    [InlineData("// the old code did this", true)]
    [InlineData("Say(\"stays there for now\");", false)]
    [InlineData("// emphasise, phased-array", false)]
    [InlineData("// until it no longer says Whole", false)]
    [InlineData("var old = new int[3];", false)]
    public void Words_of_history_are_told_from_others(string line, bool banned) =>
        Assert.Equal(banned, WordTests.History().IsMatch(new SourceFile("A.cs", line).Prose));
}
