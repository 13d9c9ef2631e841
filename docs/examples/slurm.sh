#!/bin/bash
# A library as an array of Slurm jobs: `sbatch --array=1-16 slurm.sh`. Any length of the array will
# do; it has to begin with 1.
#SBATCH --job-name=chengshu
#SBATCH --cpus-per-task=2
#SBATCH --time=00:30:00
set -euo pipefail

library=${LIBRARY:-$HOME/library}
books=${BOOKS:-$HOME/books}

chengshu compile -o "$books" \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
    --threads "${SLURM_CPUS_PER_TASK:-2}" \
    -- "$library"/*/
