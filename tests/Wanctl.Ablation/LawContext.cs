using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace Wanctl.Ablation;

/// <summary>Loads a changed <c>Wanctl.Core</c> and, beside it, what runs scenarios with it.</summary>
/// <param name="core">The assembly.</param>
internal sealed class LawContext(byte[] core) : AssemblyLoadContext("law", isCollectible: false)
{
    /// <summary>Runs one scenario: name, law, number of seeds.</summary>
    public Func<string, string, int, string[]> Runner()
    {
        Assembly here = LoadFromAssemblyPath(typeof(LawContext).Assembly.Location);
        MethodInfo run = here.GetType(typeof(CatalogueRun).FullName!)!.GetMethod(nameof(CatalogueRun.Run))!;
        return run.CreateDelegate<Func<string, string, int, string[]>>();
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name ?? "";
        if (name == "Wanctl.Core")
            return LoadFromStream(new MemoryStream(core));
        return name.StartsWith("Wanctl.", StringComparison.Ordinal)
            ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, name + ".dll"))
            : null;
    }
}
