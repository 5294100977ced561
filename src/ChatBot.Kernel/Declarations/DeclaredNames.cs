using System.Collections.Frozen;
using System.Reflection;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Declarations;

/// <summary>What the files of <c>dialogs/</c> may name: all that the capabilities declare.</summary>
public sealed class DeclaredNames
{
    /// <summary>Of services.</summary>
    public DeclaredNames(UseCaseCatalogue useCases, IEnumerable<IChoiceSource> sources, IEnumerable<Capability> capabilities, PolicyCatalogue policies)
        : this(useCases.All.Select(u => u.Name), sources.Select(s => s.Name), capabilities.Select(c => c.GetType().Assembly), policies)
    {
    }

    /// <summary>Of names.</summary>
    /// <param name="useCases">Names of all use cases.</param>
    /// <param name="choiceSources">Names of all choice sources.</param>
    /// <param name="assemblies">Where the capabilities, and with them their enums, are.</param>
    /// <param name="policies">Parameters of policies.</param>
    public DeclaredNames(IEnumerable<string> useCases, IEnumerable<string> choiceSources, IEnumerable<Assembly> assemblies, PolicyCatalogue policies)
    {
        UseCases = useCases.ToFrozenSet(StringComparer.Ordinal);
        ChoiceSources = choiceSources.ToFrozenSet(StringComparer.Ordinal);
        Enums = [.. assemblies.Append(Assembly.GetExecutingAssembly()).Distinct().SelectMany(a => a.GetExportedTypes()).Where(t => t.IsEnum)];
        Policies = policies;
    }

    /// <summary>Names of all use cases.</summary>
    public IReadOnlySet<string> UseCases { get; }

    /// <summary>Names of all choice sources.</summary>
    public IReadOnlySet<string> ChoiceSources { get; }

    /// <summary>Parameters of policies.</summary>
    public PolicyCatalogue Policies { get; }

    /// <summary>All enums that a file may name.</summary>
    public IReadOnlyList<Type> Enums { get; }

    /// <summary>The enums whose every value needs a word.</summary>
    public IEnumerable<Type> WordedEnums => Enums.Where(t => t.IsDefined(typeof(WordedAttribute)));
}
