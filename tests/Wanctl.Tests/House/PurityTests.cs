using System.IO;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Wanctl.Tests.House;

/// <summary>What the compiler has made of the pure rooms.</summary>
public class PurityTests
{
    private static readonly string[] Allowed =
    [
        "System.Runtime",
        "System.Memory",
        "System.Collections",
        "System.Numerics.Vectors",
        "System.Diagnostics.Debug",
    ];

    [Theory]
    [InlineData("Wanctl.Core.dll")]
    [InlineData("Wanctl.Wire.dll")]
    public void A_pure_room_is_compiled_against_five_assemblies_at_most(string library)
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, library)));
        MetadataReader metadata = image.GetMetadataReader();
        var findings = new List<string>();
        foreach (AssemblyReferenceHandle handle in metadata.AssemblyReferences)
        {
            string name = metadata.GetString(metadata.GetAssemblyReference(handle).Name);
            if (Array.IndexOf(Allowed, name) < 0)
                findings.Add($"{library} references {name}");
        }

        Rule.Holds(findings, "keep build/pure.targets as it is, and move what needs that assembly to src/Wanctl.Host");
    }
}
