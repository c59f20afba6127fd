using System.IO;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Wanctl.Ablation;

/// <summary>Compiles the sources of <c>Wanctl.Core</c> in memory, one place of them changed.</summary>
internal sealed class CoreCompiler
{
    /// <summary>What the project file adds to the sources.</summary>
    private const string Added = "global using System; global using System.Collections.Generic;";

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    private readonly Dictionary<string, SyntaxTree> _trees = new(StringComparer.Ordinal);
    private readonly CSharpCompilation _compilation;

    /// <summary>Reads all sources of a folder.</summary>
    /// <exception cref="UsageException">There are none.</exception>
    public CoreCompiler(string folder)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"--core: found no folder '{folder}'; start this where wanctl.sln lies");
        string[] files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        foreach (string path in files)
        {
            string file = Path.GetRelativePath(folder, path);
            bool built = file.StartsWith("obj/", StringComparison.Ordinal)
                || file.StartsWith("bin/", StringComparison.Ordinal);
            if (!built)
            {
                SourceText source = SourceText.From(File.ReadAllText(path), Encoding.UTF8);
                _trees[file] = CSharpSyntaxTree.ParseText(source, Parse);
            }
        }
        if (_trees.Count == 0)
            throw new UsageException($"--core: found no sources in '{folder}'");
        var references = new List<MetadataReference>();
        string trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        foreach (string path in trusted.Split(Path.PathSeparator))
        {
            if (Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                references.Add(MetadataReference.CreateFromFile(path));
        }
        _compilation = CSharpCompilation.Create(
            "Wanctl.Core",
            [.. _trees.Values, CSharpSyntaxTree.ParseText(Added, Parse)],
            references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The mutations of files, each given by its name or by a folder.</summary>
    /// <exception cref="UsageException">One of the places has none.</exception>
    public List<Mutation> Mutations(IReadOnlyList<string> places, bool literals)
    {
        var all = new List<Mutation>();
        foreach (string place in places)
        {
            int before = all.Count;
            string name = place.TrimEnd('/');
            foreach ((string file, SyntaxTree tree) in _trees)
            {
                if (file == name || file.StartsWith(name + "/", StringComparison.Ordinal))
                    all.AddRange(MutationFinder.Find(tree, file, literals));
            }
            if (all.Count == before)
                throw new UsageException($"found nothing to change in '{place}', a file or folder of the sources");
        }
        return all;
    }

    /// <summary>Compiles.</summary>
    /// <param name="mutation">What to change; null for nothing.</param>
    /// <param name="problem">The first error of the compiler; empty where there is none.</param>
    /// <returns>The assembly; empty where it does not compile.</returns>
    public byte[] Emit(Mutation? mutation, out string problem)
    {
        CSharpCompilation compilation = _compilation;
        if (mutation is not null)
        {
            SyntaxTree before = _trees[mutation.File];
            SourceText text = before.GetText().WithChanges(new TextChange(mutation.Span, mutation.Replacement));
            compilation = compilation.ReplaceSyntaxTree(before, before.WithChangedText(text));
        }
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        problem = "";
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error && problem.Length == 0)
                problem = diagnostic.ToString();
        }
        return result.Success ? stream.ToArray() : [];
    }
}
